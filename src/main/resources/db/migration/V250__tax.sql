-- Tax groups that the site's administrators made. Those that are there from the start have no rows.
create table tax_group (
  site_id    uuid        not null,
  id         uuid        not null,
  revision   bigint      not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  doc        text        not null,
  name       text        not null,
  constraint tax_group_pkey primary key (site_id, id)
);

create table tax_region (
  site_id     uuid        not null,
  id          uuid        not null,
  revision    bigint      not null,
  created_at  timestamptz not null,
  updated_at  timestamptz not null,
  doc         text        not null,
  country     text        not null,
  subdivision text,
  app_id      uuid        not null,
  constraint tax_region_pkey primary key (site_id, id)
);
-- One region for a place.
create unique index tax_region_place on tax_region (site_id, country, coalesce(subdivision, ''));

-- The rate of a group in a region. The row's revision counts every write; the document's own
-- revision, which callers see, does not count those of extended fields.
create table manual_tax_mapping (
  site_id           uuid        not null,
  id                uuid        not null,
  revision          bigint      not null,
  created_at        timestamptz not null,
  updated_at        timestamptz not null,
  doc               text        not null,
  tax_region_id     uuid        not null,
  tax_group_id      uuid        not null,
  tax_rate          numeric     not null,
  description       text,
  tax_type          text,
  tax_name          text,
  jurisdiction      text,
  jurisdiction_type text,
  exempt_group_ids  text[]      not null,
  constraint manual_tax_mapping_pkey primary key (site_id, id),
  constraint manual_tax_mapping_place unique (site_id, tax_region_id, tax_group_id)
);
create index manual_tax_mapping_by_group on manual_tax_mapping (site_id, tax_group_id);

-- One row for a site that has set its tax settings; its id is the site's.
create table tax_settings (
  site_id    uuid        not null,
  id         uuid        not null,
  revision   bigint      not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  doc        text        not null,
  constraint tax_settings_pkey primary key (site_id, id)
);
