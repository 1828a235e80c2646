-- The runs of imports that are under way, as in export_lease. A table of its own, so that the account of exports has no
-- right to it. object: SHA-256 of the key of the file that is read, so that no key, which may name somebody, is kept.
CREATE TABLE import_lease (
  lease CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  object CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  expires_at DATETIME(6) NOT NULL
) ENGINE = InnoDB
