-- Counters that are moved within bounds inside a transaction. A missing row counts as 0.
create table tally (
  site_id uuid   not null,
  kind    text   not null,
  key     text   not null,
  value   bigint not null,
  constraint tally_pkey primary key (site_id, kind, key)
) with (fillfactor = 50);

-- Commands that were done, with their answers, by the key that the caller gave.
create table command (
  site_id    uuid        not null,
  caller     text        not null,
  key        text        not null,
  body_hash  bytea       not null,
  reply      bytea       not null,
  created_at timestamptz not null,
  constraint command_pkey primary key (site_id, caller, key)
);
create index command_by_age on command (created_at);

-- Events that wait to be delivered: taken and deleted, never read by a cursor.
create table outbox (
  id          bigint generated always as identity,
  site_id     uuid        not null,
  entity_fqdn text        not null,
  entity_id   text        not null,
  slug        text        not null,
  sequence    bigint      not null,
  created_at  timestamptz not null,
  payload     bytea       not null,
  constraint outbox_pkey primary key (id)
) with (toast_tuple_target = 8160);
