create table half (x integer);

insert into half (x) values (1);
insert into no_such_table (x) values (2);
