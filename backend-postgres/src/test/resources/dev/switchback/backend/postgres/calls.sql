create table called (x int);
create function called(x int) returns void language sql as 'insert into public.called values (x)';
select called(x) from generate_series(1, 5) as x;
