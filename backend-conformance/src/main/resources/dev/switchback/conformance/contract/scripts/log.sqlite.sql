create table log (x integer not null);

create trigger note_log after insert on note begin
  insert into log (x) values (new.id);
  insert into log (x) values (case when new.id > 0 then -new.id else 0 end);
end;

insert into note (id, words) values (7, 'seen');
