-- The tables of the engine, empty, under a schema of their own, with the carts of the load and the counters.
set client_min_messages = error;
drop schema if exists bound cascade;
create schema bound;
select format('create table bound.%I (like public.%I including all)', relname, relname) from pg_class
  where relnamespace = 'public'::regnamespace and relkind = 'r' \gexec
select format('alter table bound.%I set (%s)', relname, array_to_string(reloptions, ', ')) from pg_class
  where relnamespace = 'public'::regnamespace and relkind = 'r' and reloptions is not null \gexec
insert into bound.tally select * from public.tally;
insert into bound.cart select * from public.cart where buyer_key is not null order by created_at limit :carts;
create table bound.place as select row_number() over (order by id) as at, site_id, id, revision as was from bound.cart;
create unique index on bound.place (at);
create table bound.given (at int primary key, value text);
alter table bound.given alter value set storage external;
analyze bound.place;
checkpoint;
