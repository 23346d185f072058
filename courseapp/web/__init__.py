"""The site's shell: layout, navigation, errors, security headers, health."""
