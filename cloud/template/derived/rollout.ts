// The CodeDeploy deployment group of a function.
// It shifts traffic to a new version, and back when an alarm rings meanwhile.

export const rollout = {
  Type: 'AWS::CodeDeploy::DeploymentGroup',
  Properties: {
    ApplicationName: { Ref: 'Rollout' },
    ServiceRoleArn: { 'Fn::GetAtt': ['RolloutRole', 'Arn'] },
    DeploymentConfigName: 'CodeDeployDefault.Lambda${param:rollout}',
    DeploymentStyle: { DeploymentType: 'BLUE_GREEN', DeploymentOption: 'WITH_TRAFFIC_CONTROL' },
    AlarmConfiguration: {
      Enabled: true,
      Alarms: [{ Name: { Ref: 'ServerErrorsAlarm' } }, { Name: { Ref: 'FunctionFaultsAlarm' } }],
    },
    AutoRollbackConfiguration: {
      Enabled: true,
      Events: ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_ALARM', 'DEPLOYMENT_STOP_ON_REQUEST'],
    },
  },
};
