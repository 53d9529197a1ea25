create table log (x integer not null);

create function note_log() returns trigger as $body$
begin
  -- it's a body; of statements
  insert into log (x) values (new.id);
  insert into log (x) values (-new.id);
  return new;
end;
$body$ language plpgsql;

create trigger note_log after insert on note for each row execute function note_log();

do $$ begin perform 1; perform 2; end $$;

insert into note (id, words) values (7, 'seen');
