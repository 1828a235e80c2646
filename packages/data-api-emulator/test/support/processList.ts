/**
 * The table of sessions, as MariaDB and MySQL each have it in utf8mb4. MySQL's information_schema has it in utf8mb3, and
 * fails with error 3854 while another session runs a statement with a letter beyond that.
 */
export default '/*M! information_schema *//*!80022 performance_schema */.processlist';
