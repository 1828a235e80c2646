"""python3 -m unittest, with boto3; the emulator comes from npm."""

import re
import subprocess
import unittest

import boto3


class Users(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        command = ["node_modules/.bin/data-api-emulator", "--port", "0", "--schema", "schema.sql"]
        cls.emulator = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        url = re.search(r"http://\S+", cls.emulator.stdout.readline()).group()
        cls.client = boto3.client(
            "rds-data",
            endpoint_url=url,
            region_name="eu-central-1",
            aws_access_key_id="local",
            aws_secret_access_key="local",
        )

    @classmethod
    def tearDownClass(cls):
        cls.emulator.terminate()
        cls.emulator.communicate()

    def test_finds_a_user(self):
        answer = self.client.execute_statement(
            resourceArn="arn:aws:rds:eu-central-1:123456789012:cluster:local",
            secretArn="arn:aws:secretsmanager:eu-central-1:123456789012:secret:local",
            database="test",
            sql="SELECT email FROM users",
        )
        self.assertEqual(answer["records"], [[{"stringValue": "homer@thesimpsons.com"}]])


if __name__ == "__main__":
    unittest.main()
