import {Map,setWorkerUrl} from 'maplibre-gl'; setWorkerUrl('/static/maplibre-gl-worker.mjs'); console.log(Map)
