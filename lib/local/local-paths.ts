/** Everything a local start keeps is in here; deleting the folder starts anew. */
export const dataFolder = ".data";

export const clusterFolder = `${dataFolder}/postgres`;

/** The tests' own: they trade durability for speed. */
export const testClusterFolder = `${dataFolder}/test`;

export const artifactsFolder = "tests/.artifacts";
