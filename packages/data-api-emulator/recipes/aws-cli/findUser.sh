# Finds a user with the AWS CLI, version 1 or 2.
set -eu
node_modules/.bin/data-api-emulator --port 18080 --schema schema.sql > emulator.log &
trap 'kill $!; wait' EXIT
until grep -q '^export' emulator.log; do sleep 0.1; done
# The environment, as the emulator prints it.
eval "$(grep '^export' emulator.log)"
aws rds-data execute-statement --database test --sql 'SELECT email FROM users' \
  --resource-arn arn:aws:rds:eu-central-1:123456789012:cluster:local \
  --secret-arn arn:aws:secretsmanager:eu-central-1:123456789012:secret:local |
  grep homer@thesimpsons.com
