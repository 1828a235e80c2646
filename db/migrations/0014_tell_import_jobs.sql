-- What the report of a job that has ended says, so that every later run writes the same. file: SHA-256 of the object's key, by
-- which the jobs of earlier uploads are found; unchanged: those of the accepted rows whose person had a newer state.
ALTER TABLE import_job
  ADD COLUMN file CHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  ADD COLUMN size_bytes BIGINT UNSIGNED NOT NULL DEFAULT 0,
  ADD COLUMN unchanged BIGINT UNSIGNED NOT NULL DEFAULT 0,
  ADD COLUMN reason VARCHAR(500) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT '',
  ADD KEY import_job_file (file)
