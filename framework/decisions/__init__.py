"""What a person decides, checked here, becomes acts of the trail."""
