"""What is told: posts and the site's own texts, written, scheduled and published at the desk."""
