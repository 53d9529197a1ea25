create table beside (x integer not null);
