"""Rules on the files of a mod: paths, meshes, grids, batch files."""
