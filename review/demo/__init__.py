"""The demo: a sample catalogue, the whole way of a listing over it, and a look at every page."""
