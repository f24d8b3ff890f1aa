export const ENVIRONMENT = '3c1d9d3e-7d0c-4c1b-9f6e-1f0a3a1b2c3d';
export const CONNECTION = '9a6b1f0e-2d3c-4e5f-8a7b-6c5d4e3f2a1b';
export const KEY = '5e2f0b6a-1c4d-4b7e-8a9f-0b1c2d3e4f50';
/** Another key of the same name at the same service, which nothing of this may touch. */
export const BYSTANDER = '6f3a1c7b-2d5e-4c8f-9bad-1c2d3e4f5a61';
