-- The directory as readers know it, without tombstones. Both indexes are named: left to itself MariaDB reads all tombstones
-- before a page, and with people_listed alone a search would scan the table.
CREATE VIEW directory_live AS
  SELECT user_id, email, phone_number, email_key
  FROM people FORCE INDEX (people_listed, directory_email_key)
  WHERE listed = 1
