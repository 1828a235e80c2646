// The tutorial's directory on Express and MySQL, which this service succeeds: an HTTP server.
// Takes DATABASE_URL, and PORT (any free one by default); prints its port when it listens.
import express from 'express';
import mysql from 'mysql2';

const pool = mysql.createPool(process.env.DATABASE_URL);
const app = express();

const select = 'SELECT email, phone_number AS phoneNumber FROM directory';

app.get('/users', (_request, response, next) => {
  pool.query(select, (error, rows) => {
    if (error) return next(error);
    response.json(rows);
  });
});

// No index serves this comparison of the e-mail as it was stored, as in the tutorial's table.
app.get('/search', (request, response, next) => {
  pool.query(`${select} WHERE email = ?`, [request.query.email], (error, rows) => {
    if (error) return next(error);
    if (rows.length === 0) return response.status(404).json({ message: 'User not found.' });
    response.json(rows[0]);
  });
});

const server = app.listen(Number(process.env.PORT ?? 0), '127.0.0.1', () => {
  process.stdout.write(`${server.address().port}\n`);
});
