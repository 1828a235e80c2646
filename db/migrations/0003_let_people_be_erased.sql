-- Who is deleted stays as a tombstone without e-mail address and phone number, so that no older event brings them back.
-- subject: HMAC-SHA-256 of the e-mail key under the directory's secret, base64url; revision: the order of what is known,
-- empty for people who were there before the first event. applied_at is in UTC.
ALTER TABLE directory
  MODIFY email VARCHAR(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
  MODIFY phone_number VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
  ADD COLUMN subject CHAR(43) CHARACTER SET ascii COLLATE ascii_bin NULL,
  ADD COLUMN revision CHAR(33) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  ADD COLUMN applied_at DATETIME(6) NULL,
  ADD UNIQUE KEY people_subject (subject),
  ALGORITHM = INPLACE, LOCK = NONE
