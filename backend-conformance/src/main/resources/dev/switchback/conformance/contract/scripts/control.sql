create table half (x integer);
commit;
