-- What the report of a job says of its rows, whichever run read them. violations: how many rows broke which rule, as JSON, in
-- our own words; only_possible: how many numbers have a length of their country and no range that it has assigned.
ALTER TABLE import_job
  ADD COLUMN violations VARCHAR(8000) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  ADD COLUMN only_possible BIGINT UNSIGNED NOT NULL DEFAULT 0
