drop trigger note_log;
drop table log;
delete from note where id = 7;
