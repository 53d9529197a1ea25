-- the usual recipe
PRAGMA foreign_keys = OFF;
create table parent_new (x integer primary key, y integer);
insert into parent_new (x) select x from parent;
drop table parent;
alter table parent_new rename to parent;
