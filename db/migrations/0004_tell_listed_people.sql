-- 1 for a person, 0 for a tombstone. Virtual, since a stored column would rebuild the table, and alone in its statement,
-- since a virtual column can be added in place with nothing else.
ALTER TABLE directory
  ADD COLUMN listed TINYINT GENERATED ALWAYS AS (IF(email IS NULL, 0, 1)) VIRTUAL,
  ALGORITHM = INPLACE, LOCK = NONE
