-- The exports that are under way, so that an erasure can wait for them. expires_at is in UTC: later than the last write of
-- an export that was killed can land.
CREATE TABLE export_lease (
  lease CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  expires_at DATETIME(6) NOT NULL
) ENGINE = InnoDB
