-- The record's first schema. `docs/record.md` tells what each table is for.
PRAGMA application_id = 0x44544c4e;
PRAGMA user_version = 1;

-- Strings that come up again and again.
CREATE TABLE word (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);

-- An id and a name of somebody; either may be missing.
CREATE TABLE actor (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  UNIQUE (code, name)
);

CREATE TABLE place (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  country TEXT NOT NULL,
  geonames INTEGER NOT NULL,
  feature INTEGER NOT NULL,
  latitude REAL NOT NULL,
  longitude REAL NOT NULL,
  UNIQUE (name, country, geonames, feature, latitude, longitude)
);
CREATE INDEX place_geonames ON place (geonames);

-- What claims were read with.
CREATE TABLE made (
  id INTEGER PRIMARY KEY,
  version TEXT NOT NULL,
  rules TEXT NOT NULL,
  models TEXT NOT NULL,
  UNIQUE (version, rules, models)
);

-- Who changed the record, when (seconds since 1970) and why.
CREATE TABLE stamp (id INTEGER PRIMARY KEY, at INTEGER NOT NULL, by TEXT, why TEXT);

-- Ground: what was filed.
CREATE TABLE text (report INTEGER PRIMARY KEY, text TEXT NOT NULL);
CREATE TABLE report (
  id INTEGER PRIMARY KEY,
  hash BLOB NOT NULL UNIQUE,
  published INTEGER,
  file TEXT,
  title TEXT,
  outlet INTEGER,
  url TEXT,
  side INTEGER,
  language INTEGER NOT NULL,
  -- Derived from here on.
  origin INTEGER NOT NULL,
  superseded_by INTEGER,
  first_claim INTEGER NOT NULL,
  claims INTEGER NOT NULL,
  made INTEGER NOT NULL
);
CREATE INDEX report_published ON report (published, hash);
CREATE INDEX report_origin ON report (origin) WHERE origin <> id;

-- Ground: the same text, printed elsewhere.
CREATE TABLE reprint (
  report INTEGER NOT NULL,
  outlet INTEGER,
  published INTEGER,
  file TEXT,
  url TEXT
);
CREATE INDEX reprint_report ON reprint (report);

-- Derived: claims. `body` holds all of a claim; `claim` what is asked for.
CREATE TABLE claim (
  id INTEGER PRIMARY KEY,
  report INTEGER NOT NULL,
  event INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  status INTEGER NOT NULL,
  since INTEGER,
  until INTEGER,
  -- 1 where the text tells a time.
  dated INTEGER NOT NULL
);
CREATE INDEX claim_event ON claim (event);
CREATE TABLE body (claim INTEGER PRIMARY KEY, body BLOB NOT NULL);
CREATE TABLE claim_actor (
  actor INTEGER NOT NULL,
  part INTEGER NOT NULL,
  claim INTEGER NOT NULL,
  PRIMARY KEY (actor, claim, part)
) WITHOUT ROWID;
CREATE TABLE claim_place (
  place INTEGER NOT NULL,
  claim INTEGER NOT NULL,
  PRIMARY KEY (place, claim)
) WITHOUT ROWID;
-- `figure` counts a claim's figures from 0; -1 says that the claim itself is an occurrence of the series.
CREATE TABLE series (
  series INTEGER NOT NULL,
  claim INTEGER NOT NULL,
  figure INTEGER NOT NULL,
  PRIMARY KEY (series, claim, figure)
) WITHOUT ROWID;

-- Derived: under which numbers reports find those that they may copy, and claims those that they may be joined with.
CREATE TABLE band (key INTEGER NOT NULL, report INTEGER NOT NULL, PRIMARY KEY (key, report)) WITHOUT ROWID;
CREATE TABLE carrier (
  key INTEGER NOT NULL,
  rank INTEGER NOT NULL,
  claim INTEGER NOT NULL,
  PRIMARY KEY (key, rank, claim)
) WITHOUT ROWID;
-- Each link from both of its ends.
CREATE TABLE link (
  claim INTEGER NOT NULL,
  other INTEGER NOT NULL,
  strength INTEGER NOT NULL,
  PRIMARY KEY (claim, other)
) WITHOUT ROWID;

-- Derived: events. `id` is the first claim's; `rank` tells the event's id as a number that sorts by report and claim.
CREATE TABLE event (
  id INTEGER PRIMARY KEY,
  rank INTEGER NOT NULL,
  since INTEGER,
  until INTEGER
);
CREATE INDEX event_rank ON event (rank);

-- Ground: what people decided: each claim of side 0 and each of side 1 are of one event (`same`), or are not. Claims are
-- told by the words that they stand on. A later decision goes before an earlier one.
CREATE TABLE decision (id INTEGER PRIMARY KEY, stamp INTEGER NOT NULL, same INTEGER NOT NULL);
CREATE TABLE decided (
  decision INTEGER NOT NULL,
  side INTEGER NOT NULL,
  report INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  trigger_start INTEGER NOT NULL,
  trigger_end INTEGER NOT NULL
);
CREATE INDEX decided_report ON decided (report);
-- Derived: the claims that stand on those words today.
CREATE TABLE verdict (
  claim INTEGER NOT NULL,
  decision INTEGER NOT NULL,
  side INTEGER NOT NULL,
  PRIMARY KEY (claim, decision, side)
) WITHOUT ROWID;
CREATE INDEX verdict_decision ON verdict (decision, side);

-- What happened, line by line.
CREATE TABLE log (
  id INTEGER PRIMARY KEY,
  stamp INTEGER NOT NULL,
  what INTEGER NOT NULL,
  report INTEGER,
  event INTEGER,
  detail TEXT
);
CREATE INDEX log_report ON log (report) WHERE report IS NOT NULL;
CREATE INDEX log_event ON log (event) WHERE event IS NOT NULL;

CREATE TRIGGER text_stays BEFORE UPDATE ON text
BEGIN SELECT RAISE(ABORT, 'the text of a report never changes'); END;
CREATE TRIGGER text_is_kept BEFORE DELETE ON text
BEGIN SELECT RAISE(ABORT, 'the text of a report never changes'); END;
CREATE TRIGGER report_stays BEFORE UPDATE OF id, hash, published, file, title, outlet, url, side, language ON report
BEGIN SELECT RAISE(ABORT, 'a report never changes'); END;
CREATE TRIGGER report_is_kept BEFORE DELETE ON report
BEGIN SELECT RAISE(ABORT, 'a report never changes'); END;
CREATE TRIGGER reprint_stays BEFORE UPDATE ON reprint
BEGIN SELECT RAISE(ABORT, 'a report never changes'); END;
CREATE TRIGGER reprint_is_kept BEFORE DELETE ON reprint
BEGIN SELECT RAISE(ABORT, 'a report never changes'); END;
CREATE TRIGGER decision_stays BEFORE UPDATE ON decision
BEGIN SELECT RAISE(ABORT, 'a decision is only followed by another'); END;
CREATE TRIGGER decision_is_kept BEFORE DELETE ON decision
BEGIN SELECT RAISE(ABORT, 'a decision is only followed by another'); END;
CREATE TRIGGER decided_stays BEFORE UPDATE ON decided
BEGIN SELECT RAISE(ABORT, 'a decision is only followed by another'); END;
CREATE TRIGGER decided_is_kept BEFORE DELETE ON decided
BEGIN SELECT RAISE(ABORT, 'a decision is only followed by another'); END;
CREATE TRIGGER log_stays BEFORE UPDATE ON log
BEGIN SELECT RAISE(ABORT, 'the log is only appended to'); END;
CREATE TRIGGER log_is_kept BEFORE DELETE ON log
BEGIN SELECT RAISE(ABORT, 'the log is only appended to'); END;
CREATE TRIGGER stamp_stays BEFORE UPDATE ON stamp
BEGIN SELECT RAISE(ABORT, 'the log is only appended to'); END;
CREATE TRIGGER stamp_is_kept BEFORE DELETE ON stamp
BEGIN SELECT RAISE(ABORT, 'the log is only appended to'); END;
