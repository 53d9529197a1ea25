drop trigger note_log on note;
drop function note_log();
drop table log;
delete from note where id = 7;
