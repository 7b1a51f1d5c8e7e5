-- What people decide about claims. `docs/record.md` tells what each table is for.
PRAGMA user_version = 2;

-- Ground: who said what of which claim. A claim is told by the words that it stands on: report, type, trigger, and which
-- it is (from 0) among those that share all three; of one added by hand, `added` is the review that added it.
CREATE TABLE review (
  id INTEGER PRIMARY KEY,
  stamp INTEGER NOT NULL,
  report INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  trigger_start INTEGER NOT NULL,
  trigger_end INTEGER NOT NULL,
  nth INTEGER NOT NULL,
  added INTEGER,
  verdict INTEGER NOT NULL,
  capacity INTEGER NOT NULL,
  -- The review that this one takes back.
  undoes INTEGER,
  -- JSON: what is edited, or the whole claim that is added; spans are bytes of the text.
  change TEXT
);
CREATE INDEX review_report ON review (report);
CREATE INDEX review_undoes ON review (undoes) WHERE undoes IS NOT NULL;

CREATE TRIGGER review_stays BEFORE UPDATE ON review
BEGIN SELECT RAISE(ABORT, 'a review is only followed by another'); END;
CREATE TRIGGER review_is_kept BEFORE DELETE ON review
BEGIN SELECT RAISE(ABORT, 'a review is only followed by another'); END;

-- Derived: the claim that stands on those words today; a review without one is orphaned.
CREATE TABLE reviewed (review INTEGER PRIMARY KEY, claim INTEGER NOT NULL);
CREATE INDEX reviewed_claim ON reviewed (claim);

-- Derived: claims that were edited, as they were read or added.
CREATE TABLE original (claim INTEGER PRIMARY KEY, body BLOB NOT NULL);

-- Derived: how the claim stands (0 unreviewed, 1 accepted, 2 rejected, 3 edited), and whether people differ.
ALTER TABLE claim ADD COLUMN review INTEGER NOT NULL DEFAULT 0;
ALTER TABLE claim ADD COLUMN disputed INTEGER NOT NULL DEFAULT 0;
CREATE INDEX claim_review ON claim (review) WHERE review > 0;
CREATE INDEX claim_disputed ON claim (disputed) WHERE disputed > 0;

-- Derived: how many claims were added by hand; their rows lie apart from those that were read.
ALTER TABLE report ADD COLUMN added INTEGER NOT NULL DEFAULT 0;
