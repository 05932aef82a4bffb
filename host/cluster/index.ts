export { startCluster, type Cluster, type ClusterOptions } from './cluster';
export type { Member } from './member';
export { ServiceMissing, servicesFromEnvironment, type Services } from './services';
