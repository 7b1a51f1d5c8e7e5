-- Ground: who may ask over the network. Only the hash of a token is here; it is taken away with the token, and the rest
-- stays, so that a name in the log keeps its meaning. `scope`: 0 reads, 1 reads and writes.
CREATE TABLE token (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  scope INTEGER NOT NULL,
  hash BLOB UNIQUE,
  added INTEGER NOT NULL,
  removed INTEGER
);
CREATE UNIQUE INDEX token_name ON token (name) WHERE removed IS NULL;
CREATE TRIGGER token_is_kept BEFORE DELETE ON token
BEGIN SELECT RAISE(ABORT, 'a token is removed, not forgotten'); END;
CREATE TRIGGER token_stays BEFORE UPDATE OF id, name, scope, added ON token
BEGIN SELECT RAISE(ABORT, 'a token never changes'); END;
CREATE TRIGGER token_stays_removed BEFORE UPDATE ON token WHEN OLD.removed IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a removed token stays removed'); END;
