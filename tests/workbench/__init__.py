"""The workbench: asked by hand as other programs could, and in a browser as people do."""
