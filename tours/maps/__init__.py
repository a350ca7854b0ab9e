"""Maps that are drawn here, from points over the shapes of land, and ways on foot between places. Nothing is loaded from others."""
