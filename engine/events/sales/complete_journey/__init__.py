"""The Complete Journey set: households, products, campaigns and coupons of a grocer, 2017."""
