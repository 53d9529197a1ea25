create schema elsewhere;
set search_path = elsewhere;
set lock_timeout = '7s';
create table there (x int);
select set_config('search_path', '', false);
create function elsewhere.nothing() returns void language sql begin atomic select 1; select 2; end;
select elsewhere.nothing();
