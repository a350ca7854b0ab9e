"""What cities and delegates ask for, and the registrar decides."""
