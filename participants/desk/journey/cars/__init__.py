"""The desk's pages of flights and cars: arrivals, departures, legs, cars, and the sheets of crews."""
