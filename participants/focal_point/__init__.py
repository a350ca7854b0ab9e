"""What the focal point of a city or organisation opens by personal link, below /f/."""
