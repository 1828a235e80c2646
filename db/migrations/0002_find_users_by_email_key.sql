-- email_key is what /search compares. utf8mb4_bin tells accents apart, LOWER folds letter case, TRIM drops spaces.
-- Both functions of the key are repeated in the query, so that they run on the same collation on both sides.
-- Rows that do not fit (no e-mail or phone number, too long, an e-mail twice) stop the statement and none is changed.
ALTER TABLE directory
  MODIFY user_id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  MODIFY email VARCHAR(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  MODIFY phone_number VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  ADD COLUMN email_key VARCHAR(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
    GENERATED ALWAYS AS (LOWER(TRIM(email))) STORED,
  ADD UNIQUE KEY directory_email_key (email_key)
