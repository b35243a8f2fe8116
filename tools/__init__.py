"""What is made with a program and kept in the repository; `studio` calls these."""
