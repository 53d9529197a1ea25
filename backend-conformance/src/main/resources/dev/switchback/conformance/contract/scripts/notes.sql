-- A semicolon; in a comment, and an apostrophe: it's nothing
create table note (
  id integer primary key, -- a number;
  words varchar(100) not null
);

/* also ; nothing */
insert into note (id, words) values (1, 'first; it''s one'); insert into note (id, words) values (2, '-- no comment');
insert into note (id, words) values (3, '/* nor this; */');;
insert into note (id, words) values (4, 'what? {fn now()} :x $1');
select words from note where id = 1;
insert into note (id, words) values (5, 'Ærøskøbing; 日本語; 🎵')
