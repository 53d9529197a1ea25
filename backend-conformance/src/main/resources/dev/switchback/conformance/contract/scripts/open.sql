create table half (x integer);
insert into half (x) values ('never closed);
