-- Redirect sessions that were not used yet, by the hash of their token.
create table redirect_session (
  site_id    uuid        not null,
  id         uuid        not null,
  revision   bigint      not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  doc        text        not null,
  token_hash text        not null,
  expires_at timestamptz not null,
  constraint redirect_session_pkey primary key (site_id, id)
);
create unique index redirect_session_token on redirect_session (token_hash);
create index redirect_session_expiry on redirect_session (expires_at);
