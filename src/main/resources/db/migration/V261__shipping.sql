-- Delivery profiles with their regions and carriers. A site has one default profile.
create table delivery_profile (
  site_id            uuid        not null,
  id                 uuid        not null,
  revision           bigint      not null,
  created_at         timestamptz not null,
  updated_at         timestamptz not null,
  doc                text        not null,
  name               text,
  is_default         boolean     not null,
  created_by_app_id  uuid,
  created_by_user_id uuid,
  region_ids         uuid[]      not null,
  constraint delivery_profile_pkey primary key (site_id, id)
);
create unique index delivery_profile_default_key on delivery_profile (site_id) where is_default;

-- Shipping options, each offered in some delivery regions.
create table shipping_option (
  site_id                 uuid        not null,
  id                      uuid        not null,
  revision                bigint      not null,
  created_at              timestamptz not null,
  updated_at              timestamptz not null,
  doc                     text        not null,
  delivery_region_id      uuid,
  delivery_region_ids     uuid[]      not null,
  estimated_delivery_time text,
  constraint shipping_option_pkey primary key (site_id, id)
);
