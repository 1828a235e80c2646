CREATE TABLE users (id INT AUTO_INCREMENT PRIMARY KEY, email VARCHAR(254) NOT NULL);
INSERT INTO users (email) VALUES ('homer@thesimpsons.com');
