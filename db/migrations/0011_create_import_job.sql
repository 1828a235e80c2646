-- How far the import of an object has got. job: SHA-256 of its key and ETag, so that no key, which may name somebody, is
-- kept; line_count, accepted and rejected belong to the offset_bytes that are behind.
CREATE TABLE import_job (
  job CHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  state VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'running',
  as_of_ms BIGINT UNSIGNED NOT NULL,
  offset_bytes BIGINT UNSIGNED NOT NULL DEFAULT 0,
  line_count BIGINT UNSIGNED NOT NULL DEFAULT 0,
  accepted BIGINT UNSIGNED NOT NULL DEFAULT 0,
  rejected BIGINT UNSIGNED NOT NULL DEFAULT 0,
  changed_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP
) ENGINE = InnoDB
