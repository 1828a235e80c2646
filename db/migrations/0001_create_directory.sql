-- The table as the Express + MySQL tutorial service has it, so that its database is adopted with its rows.
CREATE TABLE IF NOT EXISTS directory (
  user_id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  email TEXT,
  phone_number TEXT
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_bin
