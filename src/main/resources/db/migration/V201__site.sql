-- Sites with their settings. A site's id is its own site id.
create table site (
  site_id    uuid        not null,
  id         uuid        not null,
  revision   bigint      not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  doc        text        not null,
  client_id  uuid        not null,
  constraint site_pkey primary key (site_id, id),
  constraint site_client_id_key unique (client_id)
) with (fillfactor = 70);

-- Keys of administrators; only their hashes are kept.
create table api_key (
  site_id    uuid        not null,
  id         uuid        not null,
  revision   bigint      not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  doc        text        not null,
  hash       bytea       not null,
  revoked_at timestamptz,
  constraint api_key_pkey primary key (site_id, id),
  constraint api_key_hash_key unique (hash)
);
