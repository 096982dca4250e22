/** What the tables went through, oldest first; a step that was released is never changed. */
export const migrations: readonly (readonly string[])[] = [
  [
    'create table meta (name text primary key, value text not null)',

    `create table communities (
      id text primary key, seq bigint not null, settings text not null)`,

    `create table records (
      community text not null references communities (id),
      c text not null, id text not null,
      type text not null, place text not null,
      version bigint not null, born bigint not null, gone bigint not null,
      rank bigint not null, sort bigint not null, ages_at bigint,
      body text not null, marks text not null,
      primary key (community, c, id))`,
    'create unique index records_feed on records (community, version)',
    'create index records_place on records (community, place, c)',
    'create index records_snapshot on records (community, rank, sort, c, id)',
    `create unique index records_path on records (community, place) where c = 'places' and gone = 0`,

    `create table involvement (
      community text not null, person text not null, c text not null, id text not null,
      primary key (community, person, c, id))`,
    'create index involvement_record on involvement (community, c, id)',

    `create table departures (
      community text not null, version bigint not null,
      c text not null, id text not null, type text not null, place text not null,
      involves text not null, left_at bigint not null,
      primary key (community, version))`,
    'create index departures_record on departures (community, c, id)',
    'create index departures_place on departures (community, c, place)',

    `create table departed (
      community text not null, person text not null, version bigint not null,
      primary key (community, person, version))`,

    `create table devices (
      id text primary key, community text not null references communities (id),
      person text not null, name text not null, public_key text,
      told_at bigint not null, told_unsent bigint not null)`,

    `create table sessions (
      token_hash text primary key, device text not null references devices (id),
      created_at bigint not null, ended_at bigint)`,
    'create index sessions_device on sessions (device)',

    `create table codes (
      selector text primary key, verifier_hash text not null,
      community text not null references communities (id), person text not null,
      expires_at bigint not null, tries bigint not null, used_at bigint, reusable bigint not null)`,
    'create index codes_person on codes (community, person)',
  ],
  [
    'alter table communities add column behind_at bigint',
    `create table lineage (
      community text not null references communities (id),
      began bigint not null, mark text not null,
      primary key (community, began))`,
  ],
  ['alter table sessions add column ended_how text'],
  // Nobody asks by record whom it involves; it was written with every visit.
  ['drop index involvement_record'],
  [
    `create table epochs (
      community text not null references communities (id),
      ordinal bigint not null, epoch text not null, began bigint not null,
      primary key (community, ordinal))`,
  ],
  ['alter table codes add column given_by text'],
];
