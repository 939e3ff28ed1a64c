"""Cases and their speakers, attributes, and study.yaml: what a study says about itself."""
